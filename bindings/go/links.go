// SPDX-License-Identifier: Apache-2.0

package softadastra

/*
#include "softadastra.h"
*/
import "C"

import "time"

func (c *Client) named(nodeID string, call func(*C.sda_client, *C.uint8_t, C.size_t, **C.sda_error) C.sda_status) error {
	id, length := textIn(nodeID)
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return call(client, id, length, cause)
	})
}

// StartTransport begins to serve and to call over TCP, as the options say. It does nothing when it runs.
func (c *Client) StartTransport() error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_start_transport(client, cause)
	})
}

// StopTransport ends every link and serves no more; what is owed stays owed.
func (c *Client) StopTransport() error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_stop_transport(client, cause)
	})
}

// TransportRunning says whether it serves and calls.
func (c *Client) TransportRunning() (bool, error) {
	return found(c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_transport_running(client, nil, cause)
	}))
}

// ServedPort is the port that is served; ErrNothing when none is.
func (c *Client) ServedPort() (uint16, error) {
	var port C.uint32_t
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_transport_running(client, &port, cause)
	})
	if err == nil && port == 0 {
		err = ErrNothing
	}
	return uint16(port), err
}

// Connect registers a peer and has it called, now and whenever the link is lost, until Disconnect. Whether
// it is reached is told by Events.
func (c *Client) Connect(nodeID, host string, port uint16) error {
	at, atLen := textIn(host)
	return c.named(nodeID, func(client *C.sda_client, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_connect(client, id, length, at, atLen, C.uint32_t(port), cause)
	})
}

// Disconnect ends the link with a peer and calls it no more. It stays registered, and may call.
func (c *Client) Disconnect(nodeID string) error {
	return c.named(nodeID, func(client *C.sda_client, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_disconnect(client, id, length, cause)
	})
}

// Trust lets a peer in by its public key, when the client was opened with a SecretKey. It holds from the
// next start of transport and discovery on.
func (c *Client) Trust(nodeID string, publicKey []byte) error {
	key, keyLen := bytesIn(publicKey)
	return c.named(nodeID, func(client *C.sda_client, id *C.uint8_t, length C.size_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_trust(client, id, length, key, keyLen, cause)
	})
}

// ProcessTransportEvents moves what there is to move between peers and this node, without waiting, and says
// how many events were handled.
func (c *Client) ProcessTransportEvents(eventsMax uint64) (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_process_transport_events(client, C.uint64_t(eventsMax), n, cause)
	})
}

// Wait does the same, and waits for something to happen. Any other call on the client ends the wait.
func (c *Client) Wait(longest time.Duration) (uint64, error) {
	return c.counted(func(client *C.sda_client, n *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_wait(client, C.int64_t(longest.Milliseconds()), n, cause)
	})
}

// StartDiscovery begins to look for peers, and to be found where the transport serves.
func (c *Client) StartDiscovery() error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_start_discovery(client, cause)
	})
}

// StopDiscovery looks for nobody any more; links stay.
func (c *Client) StopDiscovery() error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_stop_discovery(client, cause)
	})
}

// DiscoveryRunning says whether peers are looked for.
func (c *Client) DiscoveryRunning() (bool, error) {
	return found(c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_discovery_running(client, cause)
	}))
}

// Peers are those that are found, called or there, in order of their names. The Engine has the registered
// ones.
func (c *Client) Peers() ([]KnownPeer, error) {
	var list *C.sda_known_peers
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_peers(client, &list, cause)
	})
	if err != nil {
		return nil, err
	}
	defer C.sda_known_peers_free(list)
	var all []KnownPeer
	for index := C.size_t(0); index < C.sda_known_peers_len(list); index++ {
		var one C.sda_known_peer
		one.struct_size = C.sizeof_sda_known_peer
		var cause *C.sda_error
		if err := check(C.sda_known_peers_get(list, index, &one, &cause), cause); err != nil {
			return nil, err
		}
		all = append(all, readKnownPeer(&one))
	}
	return all, nil
}

// Events takes what has happened between this node and others, oldest first. At most 1024 wait; beyond that
// the oldest go.
func (c *Client) Events(eventsMax uint64) ([]ClientEvent, error) {
	var list *C.sda_client_events
	err := c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_poll_events(client, C.uint64_t(eventsMax), &list, cause)
	})
	if err != nil {
		return nil, err
	}
	defer C.sda_client_events_free(list)
	var all []ClientEvent
	for index := C.size_t(0); index < C.sda_client_events_len(list); index++ {
		var one C.sda_client_event
		one.struct_size = C.sizeof_sda_client_event
		var cause *C.sda_error
		if err := check(C.sda_client_events_get(list, index, &one, &cause), cause); err != nil {
			return nil, err
		}
		all = append(all, readClientEvent(&one))
	}
	return all, nil
}

// StartCarrying begins to talk with peers over channels of the application: a radio, a cable, a web socket.
// It ends with StopTransport.
//
// Say with OpenLink that a channel is there, hand what comes over it to Receive, and carry what NextMessage
// answers after each Tick. A channel must bring messages whole and in order, or be closed; who is at its
// other end is the application's to know.
func (c *Client) StartCarrying() error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_start_carrying(client, cause)
	})
}

// OpenLink says that a channel with a node is there; isOurs at the end that has begun it, and not at the
// other. It returns the name of the link, which is never given twice.
func (c *Client) OpenLink(nodeID string, isOurs bool) (uint64, error) {
	id, length := textIn(nodeID)
	return c.counted(func(client *C.sda_client, link *C.uint64_t, cause **C.sda_error) C.sda_status {
		return C.sda_client_open_link(client, id, length, flag(isOurs), link, cause)
	})
}

// Receive hands in a message that came over a link; it is dealt with in the next turn.
func (c *Client) Receive(link uint64, message []byte) error {
	at, length := bytesIn(message)
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_receive(client, C.uint64_t(link), at, length, cause)
	})
}

// NextMessage is the next message that is to go over a link; ErrNothing when there is none before the next
// turn, ErrClosed for a link that is over.
func (c *Client) NextMessage(link uint64) ([]byte, error) {
	return c.buffered(func(client *C.sda_client, message *C.sda_buf, cause **C.sda_error) C.sda_status {
		return C.sda_client_next_message(client, C.uint64_t(link), message, cause)
	})
}

// CloseLink says that a channel is there no more. It does nothing for a link that is over.
func (c *Client) CloseLink(link uint64) error {
	return c.do(func(client *C.sda_client, cause **C.sda_error) C.sda_status {
		return C.sda_client_close_link(client, C.uint64_t(link), cause)
	})
}
