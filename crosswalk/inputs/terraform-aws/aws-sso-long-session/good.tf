resource "aws_ssoadmin_permission_set" "sso_long_session_good" {
  name             = "readers"
  instance_arn     = "arn:aws:sso:::instance/ssoins-1"
  session_duration = "PT1H"
}
