"""Chinese government-information annual reports (政府信息公开工作年度报告) as typed Python objects."""
