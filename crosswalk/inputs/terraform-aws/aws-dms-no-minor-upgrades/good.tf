resource "aws_dms_replication_instance" "dms_no_minor_upgrades_good" {
  replication_instance_id    = "move"
  replication_instance_class = "dms.t3.micro"
  publicly_accessible        = false
  auto_minor_version_upgrade = true
  kms_key_arn                = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
