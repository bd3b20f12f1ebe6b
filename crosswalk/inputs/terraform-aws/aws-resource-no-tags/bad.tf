resource "aws_s3_bucket" "resource_no_tags_bad" {
  bucket = "example-records"

}
