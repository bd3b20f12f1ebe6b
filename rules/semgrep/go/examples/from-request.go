package example

import (
	"fmt"
	"html"
	"html/template"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
)

func rotate(name string) {
	// ruleid: go-command-injection
	exec.Command("sh", "-c", "logrotate "+name).Run()
	// ruleid: go-command-injection
	exec.Command("/bin/bash", "-c", fmt.Sprintf("logrotate %s", name)).Run()
	// ok: go-command-injection
	exec.Command("sh", "-c", "logrotate --all").Run()
	// ok: go-command-injection
	exec.Command("logrotate", name).Run()
}

func run(w http.ResponseWriter, r *http.Request) {
	program := r.URL.Query().Get("program")
	// ruleid: go-command-from-request
	exec.Command(program, "--version").Run()
	// ok: go-command-from-request
	exec.Command("ping", "-c", "1", program).Run()
}

func download(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", name))
	// ruleid: go-path-traversal
	http.ServeFile(w, r, "/srv/files/"+mux.Vars(r)["name"])
	// ok: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", filepath.Base(name)))
	// ok: go-path-traversal
	os.ReadFile("/srv/files/fixed.txt")
}

func checked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	// ok: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", name))
}

func upload(c *gin.Context) {
	// ruleid: go-path-traversal
	os.Create("/srv/files/" + c.Param("name"))
	// ruleid: go-server-side-request-forgery
	http.Get(c.Query("url"))
	// ruleid: go-open-redirect
	c.Redirect(302, c.Query("next"))
}

func fetch(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-server-side-request-forgery
	http.Get(r.URL.Query().Get("url"))
	// ruleid: go-server-side-request-forgery
	http.NewRequest("GET", "http://"+r.FormValue("host")+"/status", nil)
	// ok: go-server-side-request-forgery
	http.Get("https://api.example.org/users/" + r.FormValue("id"))
	// ok: go-server-side-request-forgery
	http.Get(fmt.Sprintf("https://api.example.org/users/%s", r.FormValue("id")))
}

func login(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-open-redirect
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
	// ok: go-open-redirect
	http.Redirect(w, r, "/users/"+r.FormValue("id"), http.StatusFound)
	// ok: go-open-redirect
	http.Redirect(w, r, "/home", http.StatusFound)
}

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-unescaped-html
	fmt.Fprintf(w, "<p>Hello %s</p>", name)
	// ruleid: go-unescaped-html
	use(template.HTML("<b>" + name + "</b>"))
	// ok: go-unescaped-html
	fmt.Fprintf(w, "<p>Hello %s</p>", html.EscapeString(name))
	// ok: go-unescaped-html
	fmt.Fprintf(w, "%s is not known", name)
	count, _ := strconv.Atoi(r.FormValue("count"))
	// ok: go-unescaped-html
	fmt.Fprintf(w, "<p>%d</p>", count)
}
