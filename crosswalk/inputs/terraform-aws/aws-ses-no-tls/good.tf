resource "aws_ses_configuration_set" "ses_no_tls_good" {
  name = "mail"

  delivery_options {
    tls_policy = "Require"
  }
}
