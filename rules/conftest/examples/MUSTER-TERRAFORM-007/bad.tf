resource "aws_s3_bucket" "a" {
  acl = "public-read"
}
