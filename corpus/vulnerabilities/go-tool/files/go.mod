module example.com/tool

go 1.17

require (
	github.com/gin-gonic/gin v1.6.3
	github.com/gorilla/websocket v1.4.0
	github.com/golang-jwt/jwt/v4 v4.5.0
	github.com/miekg/dns v1.0.3
	golang.org/x/text v0.3.5
	gopkg.in/yaml.v2 v2.2.2
)
