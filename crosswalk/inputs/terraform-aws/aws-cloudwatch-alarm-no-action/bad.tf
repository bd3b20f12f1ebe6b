resource "aws_cloudwatch_metric_alarm" "cloudwatch_alarm_no_action_bad" {
  alarm_name          = "load"
  metric_name         = "CPUUtilization"
  namespace           = "AWS/EC2"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 2
  actions_enabled     = false
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}
