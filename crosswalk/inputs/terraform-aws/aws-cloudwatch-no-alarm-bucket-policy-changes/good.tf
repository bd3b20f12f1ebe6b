resource "aws_cloudtrail" "cloudwatch_no_alarm_bucket_policy_changes_good" {
  name                       = "account"
  s3_bucket_name             = "example-trail"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = aws_cloudwatch_log_group.cloudwatch_no_alarm_bucket_policy_changes_good.arn
}

resource "aws_cloudwatch_log_group" "cloudwatch_no_alarm_bucket_policy_changes_good" {
  name = "trail"
}

resource "aws_cloudwatch_log_metric_filter" "cloudwatch_no_alarm_bucket_policy_changes_good" {
  name           = "watched"
  log_group_name = aws_cloudwatch_log_group.cloudwatch_no_alarm_bucket_policy_changes_good.name
  pattern        = "{($.eventSource = \"s3.amazonaws.com\") && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}"

  metric_transformation {
    name      = "watched"
    namespace = "trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "cloudwatch_no_alarm_bucket_policy_changes_good" {
  alarm_name          = "watched"
  metric_name         = aws_cloudwatch_log_metric_filter.cloudwatch_no_alarm_bucket_policy_changes_good.name
  namespace           = "trail"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}
