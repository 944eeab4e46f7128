// SPDX-License-Identifier: Apache-2.0
using System.Collections.Generic;

namespace Softadastra
{
    /// <summary>A key with writes that did not know of each other, and all of its sides.</summary>
    public sealed class Contested
    {
        internal Contested(byte[] key, bool isUnresolved, IReadOnlyList<ConflictSide> sides, byte[] valueBefore)
        {
            Base = valueBefore;
            Key = key;
            IsUnresolved = isUnresolved;
            Sides = sides;
        }

        /// <summary>The key.</summary>
        public byte[] Key { get; }

        /// <summary>The policy leaves it to the application to write a resolution.</summary>
        public bool IsUnresolved { get; }

        /// <summary>The one that every replica ranks first is at the front.</summary>
        public IReadOnlyList<ConflictSide> Sides { get; }

        /// <summary>The value that all sides have seen; null where it is not known.</summary>
        public byte[] Base { get; }
    }

    /// <summary>One turn, and what is to be sent.</summary>
    public sealed class Turn
    {
        internal Turn(Tick tick, IReadOnlyList<Envelope> batch)
        {
            Tick = tick;
            Batch = batch;
        }

        /// <summary>What was done.</summary>
        public Tick Tick { get; }

        /// <summary>What is due, oldest first.</summary>
        public IReadOnlyList<Envelope> Batch { get; }
    }

    /// <summary>What a verification has read, and what is wrong.</summary>
    public sealed class Verification
    {
        internal Verification(Verified totals, IReadOnlyList<Finding> findings)
        {
            Totals = totals;
            Findings = findings;
        }

        /// <summary>What was read.</summary>
        public Verified Totals { get; }

        /// <summary>What is wrong.</summary>
        public IReadOnlyList<Finding> Findings { get; }
    }

    /// <summary>What became of a salvage, and what was lost.</summary>
    public sealed class Salvage
    {
        internal Salvage(Salvaged totals, IReadOnlyList<Loss> losses, IReadOnlyList<Missing> missing)
        {
            Totals = totals;
            Losses = losses;
            Missing = missing;
        }

        /// <summary>What was kept.</summary>
        public Salvaged Totals { get; }

        /// <summary>What was lost.</summary>
        public IReadOnlyList<Loss> Losses { get; }

        /// <summary>Operations of this node that are missing.</summary>
        public IReadOnlyList<Missing> Missing { get; }
    }

    /// <summary>Name and epoch under which a replica writes.</summary>
    public sealed class Identity
    {
        internal Identity(string nodeId, uint epoch)
        {
            NodeId = nodeId;
            Epoch = epoch;
        }

        /// <summary>The name.</summary>
        public string NodeId { get; }

        /// <summary>Grows with each new beginning under the same name.</summary>
        public uint Epoch { get; }
    }

    /// <summary>A notice in words.</summary>
    public sealed class Said
    {
        internal Said(Notice notice, string text)
        {
            Notice = notice;
            Text = text;
        }

        /// <summary>What it is about.</summary>
        public Notice Notice { get; }

        /// <summary>The words.</summary>
        public string Text { get; }
    }

    /// <summary>A secret key, and the public key that belongs to it.</summary>
    public sealed class KeyPair
    {
        internal KeyPair(byte[] secretKey, byte[] publicKey)
        {
            SecretKey = secretKey;
            PublicKey = publicKey;
        }

        /// <summary>32 bytes. Keep them safe: the library does not.</summary>
        public byte[] SecretKey { get; }

        /// <summary>32 bytes, for Client.Trust at the peers.</summary>
        public byte[] PublicKey { get; }
    }

    /// <summary>Who a node is, and what it can do.</summary>
    public sealed class NodeInfo
    {
        internal NodeInfo(NodeDetails details, IReadOnlyList<string> capabilities)
        {
            Details = details;
            Capabilities = capabilities;
        }

        /// <summary>What there is to say of it.</summary>
        public NodeDetails Details { get; }

        /// <summary>What it can do, by name.</summary>
        public IReadOnlyList<string> Capabilities { get; }
    }
}
