// The least that an answer to a POST costs on this machine: one thread, epoll, one receive, one send. It looks for the end of a request and
// understands nothing of it. A yardstick of compare.sh, not a server.
//
//   cc -O2 -o floor perf/floor.c && ./floor PORT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { max_descriptors = 65536, max_events = 512, input_bytes = 1 << 16 };

static const char answer[] = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"status\":202}";
static long missing[max_descriptors]; // What is still to come of the request at hand, for each socket.
static char input[input_bytes + 1];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// How many octets the request has that begins here; all of its head is expected in one receive, as wrk sends it.
static long request_bytes(void) {
  const char *end = strstr(input, "\r\n\r\n"), *length = strcasestr(input, "\r\nContent-Length:");
  if (!end)
    return -1;
  return end + 4 - input + (length && length < end ? atol(length + 17) : 0);
}

static void serve(int descriptor) {
  ssize_t count = recv(descriptor, input, input_bytes, 0);
  if (count <= 0) {
    missing[descriptor] = 0;
    close(descriptor);
    return;
  }

  input[count] = 0;
  if (missing[descriptor] == 0 && (missing[descriptor] = request_bytes()) < 0) {
    missing[descriptor] = 0;
    close(descriptor);
    return;
  }

  missing[descriptor] -= count;
  if (missing[descriptor] <= 0) {
    missing[descriptor] = 0;
    send(descriptor, answer, sizeof answer - 1, MSG_NOSIGNAL);
  }
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: floor PORT\n");
    return 2;
  }

  int yes = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poller = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096))
    fail("listen");

  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[max_events];
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
  printf("ready http://127.0.0.1:%s\n", arguments[1]);
  fflush(stdout);
  for (;;) {
    int events = epoll_wait(poller, ready, max_events, -1);
    for (int i = 0; i < events; i++) {
      if (ready[i].data.fd != listener) {
        serve(ready[i].data.fd);
        continue;
      }

      int accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
      if (accepted < 0)
        continue;
      if (accepted >= max_descriptors) {
        close(accepted);
        continue;
      }

      setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      event.data.fd = accepted;
      epoll_ctl(poller, EPOLL_CTL_ADD, accepted, &event);
    }
  }
}
