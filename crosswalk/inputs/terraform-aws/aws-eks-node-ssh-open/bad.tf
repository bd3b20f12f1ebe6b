resource "aws_eks_node_group" "eks_node_ssh_open_bad" {
  cluster_name  = "records"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-0abcdef1234567890"]

  remote_access {
    ec2_ssh_key = "nodes"
  }

  scaling_config {
    desired_size = 2
    max_size     = 3
    min_size     = 1
  }
}
