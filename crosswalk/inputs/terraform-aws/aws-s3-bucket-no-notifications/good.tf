resource "aws_s3_bucket" "s3_bucket_no_notifications_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_notification" "s3_bucket_no_notifications_good" {
  bucket = aws_s3_bucket.s3_bucket_no_notifications_good.id

  topic {
    topic_arn = "arn:aws:sns:eu-west-1:111122223333:records"
    events    = ["s3:ObjectRemoved:*"]
  }
}
