resource "aws_config_configuration_recorder" "config_no_global_resources_good" {
  name     = "account"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_configuration_recorder_status" "config_no_global_resources_good" {
  name       = aws_config_configuration_recorder.config_no_global_resources_good.name
  is_enabled = true
}
