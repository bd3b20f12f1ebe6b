resource "aws_ecs_task_definition" "ecs_volume_no_tls_good" {
  family             = "records"
  network_mode       = "awsvpc"
  execution_role_arn = "arn:aws:iam::111122223333:role/execution"
  task_role_arn      = "arn:aws:iam::111122223333:role/task"

  container_definitions = <<EOF
[
  {
    "name": "records",
    "image": "example/records:1.4.2",
    "readonlyRootFilesystem": true
  }
]
EOF

  volume {
    name = "files"

    efs_volume_configuration {
      file_system_id     = "fs-0abcdef1234567890"
      transit_encryption = "ENABLED"
    }
  }
}
