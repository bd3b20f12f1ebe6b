resource "aws_ecs_task_definition" "ecs_plain_secret_bad" {
  family             = "records"
  network_mode       = "awsvpc"
  execution_role_arn = "arn:aws:iam::111122223333:role/execution"
  task_role_arn      = "arn:aws:iam::111122223333:role/task"

  container_definitions = <<EOF
[
  {
    "name": "records",
    "image": "example/records:1.4.2",
    "readonlyRootFilesystem": true,
    "environment": [{ "name": "PASSWORD", "value": "example" }]
  }
]
EOF
}
