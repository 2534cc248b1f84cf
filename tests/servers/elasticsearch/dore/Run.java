// SPDX-License-Identifier: Apache-2.0
package dore;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every TestServer does with its command line: HOME PORTFILE [setting=value]... */
public final class Run {
  /** A node that serves until it is closed. */
  public interface Server extends Closeable {
    /** Starts it; the port that it answers on. */
    int serve() throws Exception;
  }

  /** Makes a node with these settings. */
  public interface Maker {
    Server make(Map<String, String> settings) throws Exception;
  }

  private Run() {}

  /** Serves until the process is ended; the port is in PORTFILE once there is an answer on it. */
  public static void main(String[] args, Maker maker) {
    try {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("path.home", args[0]);
      for (int i = 2; i < args.length; i++) {
        String[] pair = args[i].split("=", 2);
        settings.put(pair[0], pair[1]);
      }
      Server server = maker.make(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        try { server.close(); } catch (Exception e) { e.printStackTrace(); }
      }));
      Files.writeString(Path.of(args[1]), server.serve() + "\n");
      Thread.currentThread().join();
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}
