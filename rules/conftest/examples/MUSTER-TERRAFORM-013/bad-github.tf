module "a" {
  source = "github.com/someone/network"
}
