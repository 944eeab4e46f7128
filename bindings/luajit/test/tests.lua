-- SPDX-License-Identifier: Apache-2.0

--- What the conformance scripts cannot say: errors, closing, callbacks, memory. Run in bindings/luajit.

package.path = "./?.lua;./?/init.lua;" .. package.path

local ffi = require("ffi")
-- As a program may have them, otherwise than the modules.
ffi.cdef("int gettimeofday(void *time, long *zone); int clock_gettime(long clock, long *time);")
local softadastra = require("softadastra")
local raw = require("softadastra.raw")
local library = require("softadastra.library")

local tests = {}

local function test(name, work)
  tests[#tests + 1] = { name = name, work = work }
end

local function equal(is, wanted)
  if is ~= wanted then
    error(("is %s, wanted %s"):format(tostring(is), tostring(wanted)), 2)
  end
end

local function fails(code, call, ...)
  local ok, problem = pcall(call, ...)
  equal(ok, false)
  equal(getmetatable(problem), softadastra.Error)
  equal(problem.code, code)
  return problem
end

local function in_memory(node_id, options)
  options = options or {}
  options.node_id = node_id
  return softadastra.open(nil, options)
end

local function in_folder(work)
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir " .. folder) == 0)
  local ok, problem = pcall(work, folder)
  os.execute("rm -r " .. folder)
  if not ok then
    error(problem, 0)
  end
end

test("every function of the library is bound", function()
  local exports = {}
  for name in io.lines("../exports.txt") do
    exports[#exports + 1] = name
  end
  table.sort(raw.functions)
  equal(table.concat(raw.functions, " "), table.concat(exports, " "))
  for _, name in ipairs(exports) do
    equal(type(library.C[name]), "cdata")
  end
end)

test("an error has status, code, text and context", function()
  local engine = in_memory("a")
  local problem = fails("invalid_argument", engine.put, engine, "", "v")
  equal(problem.status, -2)
  assert(#problem.context > 0)
  equal(tostring(problem), problem.text .. ": " .. problem.context)
  engine:close()
end)

test("unknown options are refused", function()
  local ok, problem = pcall(softadastra.open, nil, { durabilty = 1 })
  equal(ok, false)
  equal(problem, "no such option: durabilty")
end)

test("closing twice does nothing, and use after close fails", function()
  in_folder(function(folder)
    local engine = softadastra.open(folder .. "/a.wal", { node_id = "a" })
    engine:put("k", "v")
    local scan, feed, group = engine:scan(), engine:feed(), softadastra.group()
    local session = engine:session(nil, { accept_unknown = true })
    fails("locked", softadastra.open, folder .. "/a.wal")
    engine:close()
    for _ = 1, 2 do
      fails("closed", scan.next, scan)
      fails("closed", feed.next, feed)
      fails("closed", session.poll_transmit, session)
      fails("closed", engine.get, engine, "k")
      fails("closed", engine.next_batch, engine)
      for _, one in ipairs({ scan, feed, session, group, engine }) do
        one:close()
      end
    end
    fails("closed", group.put, group, "k", "v")
    fails("closed", engine.submit, engine, group)
    fails("invalid_argument", softadastra.open, folder .. "/a.wal", { node_id = "" })
    softadastra.open(folder .. "/a.wal", { node_id = "a" }):close()
  end)
end)

--- An engine with two versions of a key that did not know of each other.
local function contested()
  local engine, other = in_memory("a"), in_memory("b")
  other:put("k", "theirs")
  engine:put("k", "mine")
  engine:receive(softadastra.encode(other:next_batch()[1].op))
  other:close()
  engine:set_policy(softadastra.Policy.CUSTOM)
  return engine
end

test("what a merge function throws comes out of the call that reads", function()
  local engine, other, boom = contested(), in_memory("c"), {}
  other:put("k", "from elsewhere")
  engine:set_merge(function()
    error(boom)
  end)
  for _, read in ipairs({ engine.get, engine.contains, engine.versions }) do
    local ok, problem = pcall(read, engine, "k")
    equal(ok, read == engine.versions)
    assert(ok or problem == boom)
  end
  local scan = engine:scan()
  equal(select(2, pcall(scan.next, scan)), boom)
  engine:set_merge(coroutine.yield)
  coroutine.wrap(function()
    equal(pcall(engine.get, engine, "k"), false)
  end)()
  engine:set_merge(function()
    return engine:get("k")
  end)
  fails("busy", engine.get, engine, "k")
  engine:set_merge(function()
    engine:close()
  end)
  fails("busy", engine.get, engine, "k")
  engine:set_merge(function()
    return other:get("k")
  end)
  collectgarbage()
  equal(engine:get("k"), "from elsewhere")
  engine:close()
  other:close()
end)

test("a callback can neither use nor close what the call uses", function()
  local engine = contested()
  local before, scan = engine:scan(), engine:scan()
  for _, inside in ipairs({
    function() scan:close() end,
    function() scan:next() end,
    function() scan:next_many(64) end,
    function() engine:set_merge(nil) end,
  }) do
    engine:set_merge(inside)
    fails("busy", scan.next, scan)
  end
  -- What the call does not use may be closed, and nothing was lost.
  engine:set_merge(function()
    before:close()
    return "merged"
  end)
  equal(scan:next().value, "merged")
  scan:close()
  fails("closed", before.next, before)
  engine:close()
end)

test("a clock can neither use nor close what the call uses", function()
  local inside
  local engine = in_memory("a", { clock = function()
    if inside then
      inside()
    end
    return 1700000000000
  end })
  local session, group = engine:session(nil, { accept_unknown = true }), softadastra.group()
  group:put("k", "v")
  local function submit() engine:submit(group, 1) end
  local function apply() engine:apply_local(group, 1) end
  local function poll() session:poll_transmit() end
  for _, attempt in ipairs({
    { submit, function() group:close() end },
    { submit, function() group:clear() end },
    { submit, function() group:size() end },
    { submit, function() engine:close() end },
    { apply, function() group:close() end },
    { poll, function() session:close() end },
    { poll, function() session:finish() end },
    { poll, function() session:state() end },
  }) do
    inside = attempt[2]
    fails("busy", attempt[1])
    inside = nil
  end
  submit()
  equal(engine:get("k"), "v")
  for _, held in ipairs({ session, group, engine }) do
    held:close()
  end
end)

test("a conflict has its sides and the value before", function()
  in_folder(function(folder)
    local engine, other = softadastra.open(folder .. "/a.wal", { node_id = "a" }), in_memory("b")
    engine:put("k", "before")
    other:receive(softadastra.encode(engine:next_batch()[1].op))
    other:put("k", "theirs")
    engine:put("k", "mine")
    engine:receive(softadastra.encode(other:next_batch()[1].op))
    local found = engine:conflicts()[1]
    equal(found.key .. " " .. found.base .. " " .. #found.sides, "k before 2")
    engine:close()
    other:close()
  end)
  local engine = contested()
  equal(engine:conflicts()[1].base, nil)
  engine:close()
end)

test("what a clock throws comes out of the call that asked", function()
  local left = 8
  local engine = in_memory("a", { clock = function()
    left = left - 1
    return left >= 0 and 1700000000000 or error("no more time", 0)
  end })
  local ok, problem = pcall(function()
    for _ = 1, 20 do
      engine:put("k", "v", 1)
    end
  end)
  equal(ok, false)
  equal(problem, "no more time")
  pcall(engine.close, engine)
end)

test("notices are heard or polled", function()
  local engine = in_memory("a", { max_retries = 1 })
  --- A delivery that fails for good, which an engine has something to say about.
  local function fail_a_delivery()
    local sync_id = engine:put("k", "v").sync_id
    engine:next_batch()
    engine:report_send_failure(sync_id, -24)
  end
  engine:set_notify(softadastra.Severity.WARNING)
  equal(engine:poll_notice(), nil)
  fail_a_delivery()
  local notice, text = engine:poll_notice()
  equal(notice.topic, softadastra.Topic.OUTBOX)
  assert(text:find("1 operations"), text)
  local heard = {}
  engine:set_notify(softadastra.Severity.WARNING, function(one)
    heard[#heard + 1] = one.topic
  end)
  fail_a_delivery()
  equal(#heard, 1)
  engine:set_notify(softadastra.Severity.WARNING, function()
    error("boom", 0)
  end)
  equal(select(2, pcall(fail_a_delivery)), "boom")
  engine:set_notify(softadastra.Severity.WARNING, function()
    engine:get("k")
  end)
  fails("busy", fail_a_delivery)
  engine:set_notify(softadastra.Severity.NONE)
  fail_a_delivery()
  equal(#engine:failed(), 5)
  engine:close()
end)

test("many keys go and come in one call", function()
  local engine, group, long = in_memory("a"), softadastra.group(), ("x"):rep(10000)
  group:put_many({ "a", "b", "c" }, { "one", "", long }):put_many({}, {})
  fails("invalid_argument", group.put_many, group, { "d", "a" }, { "1", "twice" })
  fails("invalid_argument", group.put_many, group, { "d", "e" }, { "1" })
  equal(group:size(), 3)
  engine:submit(group)
  local found = engine:get_many({ "c", "none", "a", "b" })
  equal(found[1], long)
  equal(found[2], false)
  equal(found[3], "one")
  equal(found[4], "")
  equal(#found, 4)
  equal(#engine:get_many({}), 0)
  local scan, rows = engine:scan(), {}
  local keys, values = scan:next_many(4)
  while keys do
    for at, key in ipairs(keys) do
      rows[#rows + 1] = key .. "=" .. #values[at]
    end
    keys, values = scan:next_many(4)
  end
  equal(table.concat(rows, " "), "a=3 b=0 c=10000")
  engine:close()
  fails("closed", engine.get_many, engine, { "a" })
end)

test("a long value is read piece by piece", function()
  local engine, parts = in_memory("a"), {}
  for at = 1, 200000 do
    parts[at] = string.char(at % 251)
  end
  local long = table.concat(parts)
  local version = engine:put("long", long, 7).version
  local reader = engine:open_value("long")
  engine:put("long", "another")
  equal(("%d %d %d"):format(reader.size, reader.version, reader.timestamp_ms), "200000 " .. version .. " 7")
  local pieces = {}
  for piece in reader:pieces() do
    pieces[#pieces + 1] = piece
  end
  equal(#pieces, 4)
  equal(table.concat(pieces), long)
  equal(reader:read(150, 10), long:sub(151, 160))
  equal(reader:read(200000), nil)
  equal(engine:open_value("none"), nil)
  reader:close()
  reader:close()
  fails("closed", reader.read, reader, 0)
  local left = engine:open_value("long")
  engine:close()
  fails("closed", left.read, left, 0)
end)

test("more than a call gives comes in several", function()
  local engine = in_memory("a")
  local long = ("v"):rep(33 * 1024 * 1024)
  engine:put_local("k", long, 1)
  local found = engine:get_many({ "k", "k", "k", "none" })
  equal(#found, 4)
  equal(found[3] == long, true)
  equal(found[4], false)
  engine:close()
end)

test("a value is written piece by piece, or not at all", function()
  in_folder(function(folder)
    local engine = softadastra.open(folder .. "/a.wal", { node_id = "a", durability = softadastra.Durability.FAST })
    local long = ("0123456789abcdef"):rep(20000)
    local writer
    local applied = engine:begin_value("k", #long, 7, function(opened)
      writer = opened:write(long:sub(1, 100000))
      fails("invalid_argument", writer.commit, writer)
      fails("invalid_argument", writer.write, writer, long)
      writer:write(long:sub(100001))
      equal(engine:get("k"), nil)
    end)
    equal(engine:get("k"), long)
    equal(engine:entry("k").version, applied.version)
    local boom = {}
    local ok, thrown = pcall(engine.begin_value, engine, "given up", #long, 8, function(one)
      one:write(long)
      error(boom, 0)
    end)
    equal(ok, false)
    equal(thrown, boom)
    engine:begin_value("given up", 0, 8, writer.close)
    equal(engine:contains("given up"), false)
    engine:begin_value("twice", 0, 8, function(one)
      one:commit()
      fails("invalid_state", one.commit, one)
    end)
    equal(engine:contains("twice"), true)
    fails("invalid_argument", engine.begin_value, engine, "short", 2, 8, function(one)
      one:write("1")
    end)
    equal(engine:contains("short"), false)
    writer:close()
    fails("closed", writer.write, writer, "1")
    fails("closed", writer.commit, writer)
    local left = engine:begin_value("left", 1)
    engine:close()
    fails("closed", left.write, left, "1")
    left:close()
  end)
end)

test("numbers that no number of Lua can hold stay as they are", function()
  equal(library.number(9007199254740991LL), 2 ^ 53 - 1)
  equal(library.number(9007199254740993LL), 9007199254740993LL)
  equal(tostring(library.number(-1ULL)), "18446744073709551615ULL")
end)

dofile("test/client.lua")({ test = test, equal = equal, fails = fails, in_folder = in_folder })

local function resident()
  local file = assert(io.open("/proc/self/statm"))
  local pages = file:read("*a"):match("^%d+ (%d+)")
  file:close()
  return tonumber(pages) * 4096
end

test("nothing leaks over many handles", function()
  local engine, before = in_memory("a"), nil
  for at = 1, 20000 do
    engine:put_local("key", ("v"):rep(64), 1)
    engine:get("key")
    local scan = engine:scan()
    scan:next()
    scan:close()
    engine:versions("key")
    softadastra.group():put("k", "v") -- for the collector
    fails("not_found", engine.find, engine, "a-99")
    if at % 1000 == 0 then
      engine:set_merge(function() end)
    end
    if at == 5000 or at == 20000 then
      collectgarbage()
      collectgarbage()
      before = before and resident() - before or resident()
    end
  end
  assert(before < 8 * 1024 * 1024, before .. " bytes more")
  -- More of them than there are slots for callbacks.
  for _ = 1, 3000 do
    engine:set_merge(function() end)
  end
  engine:close()
end)

-- A call that runs callbacks is made from code that runs often enough to be compiled.
test("compiled code may make calls that run callbacks", function()
  local time = 1700000000000
  local engine = in_memory("a", { clock = function()
    time = time + 1
    return time
  end })
  local sum = 0
  for at = 1, 3000 do
    engine:put_local("k" .. at % 7, "v")
    sum = sum + engine:size()
  end
  assert(sum > 20000 and ffi.abi("64bit"))
  engine:close()
end)

local failed = 0
for _, one in ipairs(tests) do
  local ok, problem = xpcall(one.work, function(problem)
    return debug.traceback(tostring(problem), 2)
  end)
  if not ok then
    failed = failed + 1
    print("FAILED: " .. one.name .. "\n" .. problem)
  end
end
print(("%d passed, %d failed"):format(#tests - failed, failed))
os.exit(failed == 0 and 0 or 1)
