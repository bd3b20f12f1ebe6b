resource "aws_ecs_service" "ecs_service_admin_role_good" {
  name                               = "records"
  cluster                            = "records"
  task_definition                    = "records:4"
  launch_type                        = "FARGATE"
  platform_version                   = "LATEST"
  desired_count                      = 2
  iam_role                           = "arn:aws:iam::111122223333:role/service"
  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 50

  network_configuration {
    subnets          = ["subnet-0abcdef1234567890"]
    assign_public_ip = false
  }
}
