resource "aws_efs_access_point" "efs_access_point_whole_tree_bad" {
  file_system_id = "fs-0abcdef1234567890"

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/"
  }
}
