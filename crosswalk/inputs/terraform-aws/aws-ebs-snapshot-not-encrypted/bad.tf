resource "aws_ebs_volume" "ebs_snapshot_not_encrypted_bad" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = false
}

resource "aws_ebs_snapshot" "ebs_snapshot_not_encrypted_bad" {
  volume_id = aws_ebs_volume.ebs_snapshot_not_encrypted_bad.id
}
