// SPDX-License-Identifier: Apache-2.0
using System;
using System.Collections.Generic;

namespace Softadastra
{
    /// <summary>Lists of the library as lists of records; the library's are freed, but for borrowed ones.</summary>
    internal static class Lists
    {
        private delegate int Get<S>(UIntPtr index, ref S out_, ref IntPtr error);

        private delegate T Make<S, T>(ref S c);

        private static List<T> Read<S, T>(UIntPtr count, S filled, Get<S> get, Make<S, T> make)
        {
            var all = new List<T>((int)count);
            for (uint index = 0; index < (uint)count; index++)
            {
                IntPtr error = IntPtr.Zero;
                Failure.Check(get((UIntPtr)index, ref filled, ref error), error);
                all.Add(make(ref filled));
            }
            return all;
        }

        internal static List<Envelope> Envelopes(OpsHandle list)
        {
            using (list)
            {
                return Read(Raw.sda_ops_len(list), EnvelopeStruct.Sized(),
                    (UIntPtr at, ref EnvelopeStruct c, ref IntPtr e) => Raw.sda_ops_get(list, at, ref c, ref e),
                    (ref EnvelopeStruct c) => new Envelope(ref c));
            }
        }

        internal static List<KeyVersion> Versions(VersionsHandle list)
        {
            using (list)
            {
                return Read(Raw.sda_versions_len(list), VersionStruct.Sized(),
                    (UIntPtr at, ref VersionStruct c, ref IntPtr e) => Raw.sda_versions_get(list, at, ref c, ref e),
                    (ref VersionStruct c) => new KeyVersion(ref c));
            }
        }

        internal static List<PeerStatus> Peers(PeersHandle list)
        {
            using (list)
            {
                return Read(Raw.sda_peers_len(list), PeerStatusInfoStruct.Sized(),
                    (UIntPtr at, ref PeerStatusInfoStruct c, ref IntPtr e) => Raw.sda_peers_get(list, at, ref c, ref e),
                    (ref PeerStatusInfoStruct c) => new PeerStatus(ref c));
            }
        }

        internal static List<KnownPeer> KnownPeers(KnownPeersHandle list)
        {
            using (list)
            {
                return Read(Raw.sda_known_peers_len(list), KnownPeerStruct.Sized(),
                    (UIntPtr at, ref KnownPeerStruct c, ref IntPtr e) => Raw.sda_known_peers_get(list, at, ref c, ref e),
                    (ref KnownPeerStruct c) => new KnownPeer(ref c));
            }
        }

        internal static List<ClientEvent> ClientEvents(ClientEventsHandle list)
        {
            using (list)
            {
                return Read(Raw.sda_client_events_len(list), ClientEventStruct.Sized(),
                    (UIntPtr at, ref ClientEventStruct c, ref IntPtr e) => Raw.sda_client_events_get(list, at, ref c, ref e),
                    (ref ClientEventStruct c) => new ClientEvent(ref c));
            }
        }

        internal static NodeInfo NodeInfo(NodeInfoHandle info)
        {
            using (info)
            {
                var filled = NodeDetailsStruct.Sized();
                IntPtr error = IntPtr.Zero;
                Failure.Check(Raw.sda_node_info_get(info, ref filled, ref error), error);
                var details = new NodeDetails(ref filled);
                var capabilities = new List<string>();
                for (uint index = 0; index < details.CapabilityCount; index++)
                {
                    IntPtr name = IntPtr.Zero;
                    Failure.Check(Raw.sda_node_info_capability(info, (UIntPtr)index, ref name, out UIntPtr bytes, ref error), error);
                    capabilities.Add(Memory.Text(name, bytes));
                }
                return new NodeInfo(details, capabilities);
            }
        }

        internal static List<Contested> Conflicts(ConflictsHandle list)
        {
            using (list)
            {
                var found = Read(Raw.sda_conflicts_len(list), ConflictStruct.Sized(),
                    (UIntPtr at, ref ConflictStruct c, ref IntPtr e) => Raw.sda_conflicts_get(list, at, ref c, ref e),
                    (ref ConflictStruct c) => new Conflict(ref c));
                var all = new List<Contested>();
                for (int at = 0; at < found.Count; at++)
                {
                    var index = (UIntPtr)(uint)at;
                    var sides = Read((UIntPtr)found[at].SideCount, ConflictSideStruct.Sized(),
                        (UIntPtr side, ref ConflictSideStruct c, ref IntPtr e) =>
                            Raw.sda_conflicts_side(list, index, side, ref c, ref e),
                        (ref ConflictSideStruct c) => new ConflictSide(ref c));
                    all.Add(new Contested(found[at].Key, found[at].IsUnresolved, sides, found[at].Base));
                }
                return all;
            }
        }

        internal static Verification Verification(FindingsHandle list)
        {
            using (list)
            {
                var totals = VerifiedStruct.Sized();
                IntPtr error = IntPtr.Zero;
                Failure.Check(Raw.sda_findings_totals(list, ref totals, ref error), error);
                return new Verification(new Verified(ref totals), Read(Raw.sda_findings_len(list), FindingStruct.Sized(),
                    (UIntPtr at, ref FindingStruct c, ref IntPtr e) => Raw.sda_findings_get(list, at, ref c, ref e),
                    (ref FindingStruct c) => new Finding(ref c)));
            }
        }

        internal static Salvage Salvage(LossesHandle list)
        {
            using (list)
            {
                var filled = SalvagedStruct.Sized();
                IntPtr error = IntPtr.Zero;
                Failure.Check(Raw.sda_losses_totals(list, ref filled, ref error), error);
                var totals = new Salvaged(ref filled);
                var losses = Read(Raw.sda_losses_len(list), LossStruct.Sized(),
                    (UIntPtr at, ref LossStruct c, ref IntPtr e) => Raw.sda_losses_get(list, at, ref c, ref e),
                    (ref LossStruct c) => new Loss(ref c));
                var missing = Read((UIntPtr)totals.MissingCount, MissingStruct.Sized(),
                    (UIntPtr at, ref MissingStruct c, ref IntPtr e) => Raw.sda_losses_missing(list, at, ref c, ref e),
                    (ref MissingStruct c) => new Missing(ref c));
                return new Salvage(totals, losses, missing);
            }
        }
    }
}
