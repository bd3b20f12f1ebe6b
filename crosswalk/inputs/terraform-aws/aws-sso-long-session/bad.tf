resource "aws_ssoadmin_permission_set" "sso_long_session_bad" {
  name             = "readers"
  instance_arn     = "arn:aws:sso:::instance/ssoins-1"
  session_duration = "PT12H"
}
