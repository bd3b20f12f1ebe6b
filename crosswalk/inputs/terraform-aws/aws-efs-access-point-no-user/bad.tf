resource "aws_efs_access_point" "efs_access_point_no_user_bad" {
  file_system_id = "fs-0abcdef1234567890"

  root_directory {
    path = "/records"
  }
}
