module "a" {
  source = "git::https://service.test/network.git?ref=v1.2.0"
}
module "b" {
  source = "./local"
}
module "c" {
  source = "hashicorp/consul/aws"
}
