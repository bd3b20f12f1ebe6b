resource "aws_neptune_cluster_instance" "neptune_instance_public_bad" {
  cluster_identifier  = "graph"
  instance_class      = "db.r5.large"
  publicly_accessible = true
}
