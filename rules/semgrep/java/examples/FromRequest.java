package example;

import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.List;
import javax.script.ScriptEngine;
import javax.servlet.http.*;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.HtmlUtils;

@RestController
class FromRequest {
    private static final String REPORT = "weekly";
    private RestTemplate client;

    void rotate(String name) throws IOException {
        // ruleid: java-command-injection
        Runtime.getRuntime().exec("logrotate " + name);
        // ruleid: java-command-injection
        new ProcessBuilder("sh", "-c", "logrotate " + name).start();
        // ok: java-command-injection
        new ProcessBuilder("logrotate", name).start();
        // ok: java-command-injection
        Runtime.getRuntime().exec("logrotate " + REPORT);
        // ok: java-command-injection
        Runtime.getRuntime().exec(new String[] {"logrotate", name});
    }

    @GetMapping("/run")
    void run(@RequestParam("command") String command) throws IOException {
        // ruleid: java-command-injection
        Runtime.getRuntime().exec(command);
    }

    @PostMapping("/evaluate")
    Object evaluate(@RequestBody String text, ScriptEngine engine) throws Exception {
        // ruleid: java-code-injection
        engine.eval(text);
        // ok: java-code-injection
        engine.eval("1 + 1");
        // ruleid: java-code-injection
        return new SpelExpressionParser().parseExpression(text).getValue();
    }

    void download(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        // ruleid: java-path-traversal
        new FileInputStream("/srv/files/" + name);
        // ruleid: java-path-traversal
        Files.readAllBytes(Paths.get("/srv/files", name));
        // ok: java-path-traversal
        Files.readAllBytes(Paths.get("/srv/files", Paths.get(name).getFileName().toString()));
        // ok: java-path-traversal
        Files.readAllBytes(Paths.get("/srv/files/fixed.txt"));
    }

    @GetMapping("/checked")
    byte[] checked(@RequestParam String name) throws IOException {
        Path path = Path.of("/srv/files").resolve(name).normalize();
        if (!path.startsWith("/srv/files")) throw new IOException("outside");
        // ok: java-path-traversal
        return Files.readAllBytes(path);
    }

    @GetMapping("/fetch")
    String fetch(@RequestParam String url, @RequestParam String id, @RequestParam long number) throws IOException {
        // ruleid: java-server-side-request-forgery
        new URL(url).openStream();
        // ruleid: java-server-side-request-forgery
        client.getForObject("http://" + url + "/status", String.class);
        // ok: java-server-side-request-forgery
        client.getForObject("https://api.example.org/users/" + id, String.class);
        // ok: java-server-side-request-forgery
        client.getForObject("https://api.example.org/users/{id}", String.class, id);
        // ok: java-server-side-request-forgery
        new URL("https://api.example.org/status").openStream();
        // ok: java-server-side-request-forgery
        return client.getForObject("http://shard" + number, String.class);
    }

    void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // ruleid: java-open-redirect
        response.sendRedirect(request.getParameter("next"));
        // ok: java-open-redirect
        response.sendRedirect("/users/" + request.getParameter("id"));
        // ok: java-open-redirect
        response.sendRedirect("/home");
    }

    @GetMapping("/go")
    String go(@RequestParam String to) {
        // ruleid: java-open-redirect
        return "redirect:" + to;
    }

    @GetMapping("/user")
    String user(@RequestParam String id) {
        // ok: java-open-redirect
        return "redirect:/users/" + id;
    }

    void hello(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        // ruleid: java-unescaped-html
        response.getWriter().println("<p>Hello " + name + "</p>");
        PrintWriter writer = response.getWriter();
        // ruleid: java-unescaped-html
        writer.print(name);
        // ok: java-unescaped-html
        writer.print("<p>Hello " + HtmlUtils.htmlEscape(name) + "</p>");
        // ok: java-unescaped-html
        writer.print("<p>Hello</p>");
    }
}
