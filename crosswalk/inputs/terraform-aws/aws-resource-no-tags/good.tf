resource "aws_s3_bucket" "resource_no_tags_good" {
  bucket = "example-records"

  tags = {
    owner = "records"
  }
}
