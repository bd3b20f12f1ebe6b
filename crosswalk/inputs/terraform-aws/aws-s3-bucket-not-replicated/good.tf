resource "aws_s3_bucket" "s3_bucket_not_replicated_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_replication_configuration" "s3_bucket_not_replicated_good" {
  bucket = aws_s3_bucket.s3_bucket_not_replicated_good.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::example-records-copy"
    }
  }
}
