resource "aws_codeartifact_domain" "codeartifact_no_own_key_bad" {
  domain = "example"
}
