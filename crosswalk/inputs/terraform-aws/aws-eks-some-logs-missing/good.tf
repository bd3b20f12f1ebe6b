resource "aws_eks_cluster" "eks_some_logs_missing_good" {
  name                      = "records"
  version                   = "1.33"
  role_arn                  = "arn:aws:iam::111122223333:role/eks"
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = "arn:aws:kms:eu-west-1:111122223333:key/example"
    }
  }

  vpc_config {
    subnet_ids              = ["subnet-0abcdef1234567890", "subnet-0fedcba9876543210"]
    endpoint_private_access = true
    endpoint_public_access  = false
  }
}
