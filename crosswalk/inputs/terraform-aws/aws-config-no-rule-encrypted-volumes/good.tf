resource "aws_config_config_rule" "config_no_rule_encrypted_volumes_good" {
  name = "volumes"

  source {
    owner             = "AWS"
    source_identifier = "ENCRYPTED_VOLUMES"
  }
}
