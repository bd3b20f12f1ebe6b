module "a" {
  source = "git::https://service.test/network.git"
}
