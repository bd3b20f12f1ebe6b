resource "aws_config_configuration_aggregator" "config_not_all_regions_good" {
  name = "account"

  account_aggregation_source {
    account_ids = ["111122223333"]
    all_regions = true
  }
}
