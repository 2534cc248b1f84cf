// SPDX-License-Identifier: Apache-2.0
// What a search server in the wild has and the ones of these tests lack: a login, TLS, moods. Stands
// in front of one and hands everything on:
//
//     java Gate.java PORTFILE TARGET [KEYSTORE]
//
// writes "PORT" into PORTFILE when it is ready; with KEYSTORE (PKCS 12, password "gate00") it speaks
// TLS. `PUT /_gate/NAME/VALUE` changes how it behaves from then on, for NAME one of
//     login    what the header Authorization must say, words in base64; "-": anything
//     front    status of all but _bulk and the paths below indexes whose names begin with "f"; "0": none
//     refuse   status of the next `times` requests to _bulk, which are not handed on
//     items    status of every second item in an answer to such a request, with "errors":true
//     times    how often that happens
//     hang     "yes": requests to _bulk are never answered
// `GET /_gate` says how many requests to _bulk there were since it was last asked.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

public final class Gate {
  static final Map<String, String> moods = new ConcurrentHashMap<>();
  static final HttpClient client = HttpClient.newHttpClient();
  static int bulks;

  static void answer(HttpExchange exchange, int status, byte[] body) throws Exception {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) exchange.getResponseBody().write(body);
    exchange.close();
  }

  static void control(HttpExchange exchange, String path) throws Exception {
    String[] words = path.split("/");
    if (words.length == 4) moods.put(words[2], words[3]);
    String count = bulks + "\n";
    if (words.length == 2) bulks = 0;
    answer(exchange, 200, count.getBytes());
  }

  static boolean admitted(HttpExchange exchange) {
    String login = moods.getOrDefault("login", "-");
    if (login.equals("-")) return true;
    String wanted = new String(Base64.getDecoder().decode(login));
    return wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  /** Every second item is refused, the others are said to be taken. */
  static String items(byte[] body, String status) {
    long documents = new String(body).lines().count() / 2;
    StringBuilder out = new StringBuilder("{\"errors\":true,\"items\":[");
    for (long i = 0; i < documents; i++) {
      out.append(i > 0 ? "," : "").append(i % 2 == 0 ? "{\"index\":{\"status\":201}}"
          : "{\"index\":{\"status\":" + status + ",\"error\":{\"type\":\"t\",\"reason\":\"refused by the gate\"}}}");
    }
    return out.append("]}").toString();
  }

  static boolean moody(HttpExchange exchange, byte[] body) throws Exception {
    if (moods.getOrDefault("hang", "no").equals("yes")) {
      Thread.currentThread().join();
    }
    int times = Integer.parseInt(moods.getOrDefault("times", "0"));
    if (times == 0) return false;
    moods.put("times", String.valueOf(times - 1));
    String items = moods.getOrDefault("items", "0");
    if (items.equals("0")) {
      answer(exchange, Integer.parseInt(moods.get("refuse")), new byte[0]);
    } else {
      answer(exchange, 200, items(body, items).getBytes());
    }
    return true;
  }

  static void serve(HttpExchange exchange, String target) {
    try {
      String path = exchange.getRequestURI().getRawPath();
      String query = exchange.getRequestURI().getRawQuery();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.startsWith("/_gate")) {
        control(exchange, path);
        return;
      }
      if (!admitted(exchange)) {
        answer(exchange, 401, new byte[0]);
        return;
      }
      String front = moods.getOrDefault("front", "0");
      if (!front.equals("0") && !path.endsWith("/_bulk") && !path.startsWith("/f")) {
        answer(exchange, Integer.parseInt(front), new byte[0]);
        return;
      }
      if (path.endsWith("/_bulk")) {
        bulks++;
        if (moody(exchange, body)) return;
      }
      HttpRequest.Builder request = HttpRequest.newBuilder(
          URI.create(target + path + (query == null ? "" : "?" + query)));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) request.header("Content-Type", type);
      request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer(exchange, response.statusCode(), response.body());
    } catch (Exception e) {
      e.printStackTrace();
      exchange.close();
    }
  }

  static HttpServer listen(String keystore) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    if (keystore == null) return HttpServer.create(address, 0);
    char[] password = "gate00".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(new FileInputStream(keystore), password);
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  public static void main(String[] arguments) throws Exception {
    HttpServer server = listen(arguments.length > 2 ? arguments[2] : null);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> serve(exchange, arguments[1]));
    server.start();
    Path half = Path.of(arguments[0] + ".half");
    Files.writeString(half, server.getAddress().getPort() + "\n");
    Files.move(half, Path.of(arguments[0]));
  }
}
