// SPDX-License-Identifier: Apache-2.0
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A MongoDB stand-in whose data are in memory: TestServer PORTFILE PORT, port 0 for a free one. */
public final class TestServer {
  /** The library's own versions end at wire version 8, which today's clients refuse. */
  private static final class Version implements MongoVersion {
    @Override public List<Integer> getVersionArray() { return List.of(7, 0, 0); }
    @Override public String toVersionString() { return "7.0.0"; }
    @Override public int getWireVersion() { return 21; }
  }

  public static void main(String[] args) {
    try {
      MongoServer server = new MongoServer(new MemoryBackend().version(new Version()));
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
      server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])));
      Files.writeString(Path.of(args[0]), server.getLocalAddress().getPort() + "\n");
      Thread.currentThread().join();
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}
