resource "aws_dms_replication_instance" "dms_no_own_key_bad" {
  replication_instance_id    = "move"
  replication_instance_class = "dms.t3.micro"
  publicly_accessible        = false
  auto_minor_version_upgrade = true
}
