resource "aws_autoscaling_group" "autoscaling_group_no_load_balancer_bad" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = ["subnet-0abcdef1234567890"]
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
