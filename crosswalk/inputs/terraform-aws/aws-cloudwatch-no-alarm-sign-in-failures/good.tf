resource "aws_cloudtrail" "cloudwatch_no_alarm_sign_in_failures_good" {
  name                       = "account"
  s3_bucket_name             = "example-trail"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = aws_cloudwatch_log_group.cloudwatch_no_alarm_sign_in_failures_good.arn
}

resource "aws_cloudwatch_log_group" "cloudwatch_no_alarm_sign_in_failures_good" {
  name = "trail"
}

resource "aws_cloudwatch_log_metric_filter" "cloudwatch_no_alarm_sign_in_failures_good" {
  name           = "watched"
  log_group_name = aws_cloudwatch_log_group.cloudwatch_no_alarm_sign_in_failures_good.name
  pattern        = "{($.eventName=ConsoleLogin) && ($.errorMessage=\"Failed authentication\")}"

  metric_transformation {
    name      = "watched"
    namespace = "trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "cloudwatch_no_alarm_sign_in_failures_good" {
  alarm_name          = "watched"
  metric_name         = aws_cloudwatch_log_metric_filter.cloudwatch_no_alarm_sign_in_failures_good.name
  namespace           = "trail"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}
