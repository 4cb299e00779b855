import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes webhooks: java -cp standardwebhooks.jar Receiver.java PORT SECRET */
public class Receiver {
  public static void main(String[] args) throws Exception {
    Webhook webhook = new Webhook(args[1]);
    Set<String> seen = ConcurrentHashMap.newKeySet(); // a table with a unique key, in real life
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 100);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = exchange.getRequestBody().readAllBytes();
          String body = new String(bytes, StandardCharsets.UTF_8); // as it came, not parsed and printed
          int status = 204;
          try {
            webhook.verify(body, exchange.getRequestHeaders());
            if (seen.add(exchange.getRequestHeaders().getFirst("webhook-id"))) {
              System.out.println(body);
            }
          } catch (WebhookVerificationException e) {
            status = 401;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }
}
