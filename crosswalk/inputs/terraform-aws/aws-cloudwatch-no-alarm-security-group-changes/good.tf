resource "aws_cloudtrail" "cloudwatch_no_alarm_security_group_changes_good" {
  name                       = "account"
  s3_bucket_name             = "example-trail"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = aws_cloudwatch_log_group.cloudwatch_no_alarm_security_group_changes_good.arn
}

resource "aws_cloudwatch_log_group" "cloudwatch_no_alarm_security_group_changes_good" {
  name = "trail"
}

resource "aws_cloudwatch_log_metric_filter" "cloudwatch_no_alarm_security_group_changes_good" {
  name           = "watched"
  log_group_name = aws_cloudwatch_log_group.cloudwatch_no_alarm_security_group_changes_good.name
  pattern        = "{($.eventName=AuthorizeSecurityGroupIngress) || ($.eventName=AuthorizeSecurityGroupEgress) || ($.eventName=RevokeSecurityGroupIngress) || ($.eventName=RevokeSecurityGroupEgress) || ($.eventName=CreateSecurityGroup) || ($.eventName=DeleteSecurityGroup)}"

  metric_transformation {
    name      = "watched"
    namespace = "trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "cloudwatch_no_alarm_security_group_changes_good" {
  alarm_name          = "watched"
  metric_name         = aws_cloudwatch_log_metric_filter.cloudwatch_no_alarm_security_group_changes_good.name
  namespace           = "trail"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}
