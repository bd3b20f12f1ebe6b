resource "aws_autoscaling_group" "launch_configuration_used_good" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = ["subnet-0abcdef1234567890"]
  target_group_arns   = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"]
  health_check_type   = "ELB"

  launch_template {
    id = "lt-0abcdef1234567890"
  }

  tag {
    key                 = "owner"
    value               = "web"
    propagate_at_launch = true
  }
}
