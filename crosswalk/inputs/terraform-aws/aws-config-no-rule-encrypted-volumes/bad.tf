resource "aws_config_config_rule" "config_no_rule_encrypted_volumes_bad" {
  name = "volumes"

  source {
    owner             = "AWS"
    source_identifier = "DESIRED_INSTANCE_TYPE"
  }
}
