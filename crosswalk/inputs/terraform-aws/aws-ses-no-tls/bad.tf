resource "aws_ses_configuration_set" "ses_no_tls_bad" {
  name = "mail"

  delivery_options {
    tls_policy = "Optional"
  }
}
