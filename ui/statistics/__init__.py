"""The tab 统计图表."""  # noqa: A005 - ui.statistics hides no module of that name
