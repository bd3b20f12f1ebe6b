resource "aws_ebs_volume" "ebs_snapshot_not_encrypted_good" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = true
}

resource "aws_ebs_snapshot" "ebs_snapshot_not_encrypted_good" {
  volume_id = aws_ebs_volume.ebs_snapshot_not_encrypted_good.id
}
