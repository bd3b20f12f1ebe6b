resource "aws_codeartifact_domain" "codeartifact_no_own_key_good" {
  domain         = "example"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
