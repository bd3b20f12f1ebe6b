resource "aws_ami_copy" "ami_copy_not_encrypted_bad" {
  name              = "web"
  source_ami_id     = "ami-0abcdef1234567890"
  source_ami_region = "eu-central-1"
  encrypted         = false
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
