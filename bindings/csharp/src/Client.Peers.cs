// SPDX-License-Identifier: Apache-2.0
using System.Collections.Generic;

namespace Softadastra
{
    public sealed partial class Client
    {
        // Peers over TCP

        /// <summary>Begins to serve and to call, as the options say.</summary>
        public void StartTransport()
        {
            Run((c, a) => Raw.sda_client_start_transport(c, ref a.Error));
        }

        /// <summary>Ends every link and serves no more. What is owed stays owed.</summary>
        public void StopTransport()
        {
            Run((c, a) => Raw.sda_client_stop_transport(c, ref a.Error));
        }

        /// <summary>Whether it serves and calls, or carries links.</summary>
        public bool TransportRunning
        {
            get { return ServedPort != null; }
        }

        /// <summary>The port that is served; null when the transport does not run.</summary>
        public uint? ServedPort
        {
            get { return Run((c, a) => Raw.sda_client_transport_running(c, out a.Count, ref a.Error)).CountOrNothing; }
        }

        /// <summary>
        /// Registers a peer and has it called, now and whenever the link is lost. Whether it is reached is told by
        /// Events.
        /// </summary>
        public void Connect(string nodeId, string host, uint port)
        {
            byte[] place = Memory.Utf8(host);
            calls.Run(nodeId, (c, n, l, a) => Raw.sda_client_connect(c, n, l, place, Memory.Length(place), port, ref a.Error));
        }

        /// <summary>Ends the link with a peer and calls it no more. It stays registered, and may call.</summary>
        public void Disconnect(string nodeId)
        {
            calls.Run(nodeId, (c, n, l, a) => Raw.sda_client_disconnect(c, n, l, ref a.Error));
        }

        /// <summary>Lets a peer in by its public key, from the next start on; for a client that has a secret key.</summary>
        public void Trust(string nodeId, byte[] publicKey)
        {
            calls.Run(nodeId, (c, n, l, a) => Raw.sda_client_trust(c, n, l, publicKey, Memory.Length(publicKey), ref a.Error));
        }

        /// <summary>Moves what there is to move without waiting; how many events of the transport were handled.</summary>
        public ulong ProcessTransportEvents(ulong eventsMax = 64)
        {
            return Number((c, a) => Raw.sda_client_process_transport_events(c, eventsMax, out a.Number, ref a.Error));
        }

        /// <summary>The same, but waits for something to happen. Any other call on the client ends the wait.</summary>
        public ulong Wait(long waitMs)
        {
            return Number((c, a) => Raw.sda_client_wait(c, waitMs, out a.Number, ref a.Error));
        }

        /// <summary>Takes what has happened between this node and others, oldest first.</summary>
        public IReadOnlyList<ClientEvent> Events(ulong eventsMax = 1024)
        {
            ClientEventsHandle list = null;
            Run((c, a) => Raw.sda_client_poll_events(c, eventsMax, out list, ref a.Error));
            return Lists.ClientEvents(list);
        }

        /// <summary>The peers that are found, called or there, in order of their names.</summary>
        public IReadOnlyList<KnownPeer> Peers()
        {
            KnownPeersHandle list = null;
            Run((c, a) => Raw.sda_client_peers(c, out list, ref a.Error));
            return Lists.KnownPeers(list);
        }

        /// <summary>Begins to look for peers, and to be found where the transport serves.</summary>
        public void StartDiscovery()
        {
            Run((c, a) => Raw.sda_client_start_discovery(c, ref a.Error));
        }

        /// <summary>Looks for nobody any more. Links stay.</summary>
        public void StopDiscovery()
        {
            Run((c, a) => Raw.sda_client_stop_discovery(c, ref a.Error));
        }

        /// <summary>Whether peers are looked for.</summary>
        public bool DiscoveryRunning
        {
            get { return !Run((c, a) => Raw.sda_client_discovery_running(c, ref a.Error)).IsNothing; }
        }

        /// <summary>What this node says of itself, as it was last asked, or now.</summary>
        public NodeInfo NodeInfo(bool refresh = false)
        {
            NodeInfoHandle info = null;
            Run((c, a) => Raw.sda_client_node_info(c, refresh ? 1u : 0u, out info, ref a.Error));
            return Lists.NodeInfo(info);
        }

        // Peers over channels of the application's own

        /// <summary>
        /// Begins to talk with peers over channels of the application, which carries what NextMessage gives after each
        /// turn, and hands what comes to Receive. Ends with StopTransport.
        /// </summary>
        public void StartCarrying()
        {
            Run((c, a) => Raw.sda_client_start_carrying(c, ref a.Error));
        }

        /// <summary>Says that a channel with a node is there, begun by this end or by the other. The name of the link.</summary>
        public ulong OpenLink(string nodeId, bool isOurs)
        {
            return calls.Run(nodeId, (c, n, l, a) =>
                Raw.sda_client_open_link(c, n, l, isOurs ? 1u : 0u, out a.Number, ref a.Error)).Number;
        }

        /// <summary>Hands in a message that came over a link; the next turn deals with it.</summary>
        public void Receive(ulong link, byte[] message)
        {
            Run((c, a) => Raw.sda_client_receive(c, link, message, Memory.Length(message), ref a.Error));
        }

        /// <summary>The next message that is to go over a link; null when there is none before the next turn.</summary>
        public byte[] NextMessage(ulong link)
        {
            return Run((c, a) => Raw.sda_client_next_message(c, link, ref a.Buf, ref a.Error)).Taken();
        }

        /// <summary>Says that a channel is there no more.</summary>
        public void CloseLink(ulong link)
        {
            Run((c, a) => Raw.sda_client_close_link(c, link, ref a.Error));
        }
    }
}
