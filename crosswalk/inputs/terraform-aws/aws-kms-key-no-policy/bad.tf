resource "aws_kms_key" "kms_key_no_policy_bad" {
  description             = "Records"
  is_enabled              = true
  enable_key_rotation     = true
  deletion_window_in_days = 30

}
