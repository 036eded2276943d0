"""Logs of strace are read whole, or not at all."""

from pathlib import Path, PurePosixPath

import pytest

from linux.kernel_trace import Address, Call, NotUnderstood, calls, faults, seen

HERE = Path("/srv/matter")
RECORDED = r"""
811   execve("/usr/bin/python3", ["python3", ...], 0x7ffd /* 36 vars */) = 0
811   openat(AT_FDCWD</srv/matter>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
811   socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0) = 3<socket:[79231]>
811   connect(3<socket:[79231]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file)
812   socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP <unfinished ...>
811   openat(AT_FDCWD</srv/matter>, "out/a b.txt", O_WRONLY|O_CREAT, 0666) = 4</srv/matter/out/a b.txt>
812   <... socket resumed>)             = 5<socket:[81705]>
812   connect(5<socket:[81705]>, {sa_family=AF_INET, sin_port=htons(8443), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
812   getsockname(5<socket:[81705]>, {sa_family=AF_INET, sin_port=htons(34404), sin_addr=inet_addr("10.0.0.1")}) = 0
812   bind(5<socket:[81705]>, {sa_family=AF_INET6, sin6_port=htons(0), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0
811   openat(AT_FDCWD</srv/matter>, "/etc/passwd", O_RDWR) = -1 EACCES (Permission denied)
811   rename("half \303\274.part", "/srv/matter/whole" <unfinished ...>
812   --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=813, si_status=0} ---
811   <... rename resumed>)             = 0
811   chdir("/srv/other")               = 0
811   unlink("left")                    = 0
811   mkdirat(7</srv/third>, "made", 0777) = 0
811   symlinkat("/etc/shadow", AT_FDCWD</srv/other>, "link") = 0
812   +++ exited with 0 +++
812   unlink("from where it began" <unfinished ...>
""".strip().splitlines()


def test_what_processes_did_is_summed_up() -> None:
    one = seen(calls(RECORDED), HERE)

    assert one.processes == 2
    assert one.families == {"AF_UNIX", "AF_INET"}
    assert one.addresses == {Address("AF_INET", "127.0.0.1", 8443), Address("AF_INET6", "::1", 0)}
    assert one.looked_up == {"/etc/resolv.conf"}
    assert one.programs == {"/usr/bin/python3"}
    assert {str(path) for path in one.written} == {
        "/srv/matter/out/a b.txt",
        "/srv/matter/half ü.part",
        "/srv/matter/whole",
        "/srv/other/left",
        "/srv/third/made",
        "/srv/other/link",
        "/srv/matter/from where it began",
    }


def test_a_thread_belongs_to_its_process() -> None:
    lines = """
811 openat(AT_FDCWD</srv>, "letter", O_RDONLY) = 3</srv/letter>
811 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7fd1) = 812
812 clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD|CLONE_SYSVSEM, child_tid=0x7f} <unfinished ...>
813 clone3({flags=CLONE_VM|CLONE_THREAD} => {parent_tid=[814]}, 88) = 814
812 <... clone3 resumed> => {parent_tid=[813]}, 88) = 813
814 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<socket:[81705]>
813 openat(AT_FDCWD</srv>, "own", O_RDONLY) = 4</srv/own>
""".strip().splitlines()

    one = seen(calls(lines), HERE)

    assert (one.first, one.processes, one.online, one.unknown) == (811, 2, {812}, False)
    assert one.opened == {811: {PurePosixPath("/srv/letter")}, 812: {PurePosixPath("/srv/own")}}
    assert seen(calls(lines[:1] + lines[5:]), HERE).unknown is True


def test_a_call_in_two_pieces_is_one() -> None:
    told = [call for call in calls(RECORDED) if call.name == "socket" and call.process == 812]

    assert told == [Call(812, "socket", "AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP", "5<socket:[81705]>")]


@pytest.mark.parametrize("line", ["nothing of strace", "811   openat(AT_FDCWD", "811 ???"])
def test_a_line_that_is_not_understood_ends_it(line: str) -> None:
    with pytest.raises(NotUnderstood):
        list(calls([line]))


def test_what_was_not_allowed_is_said() -> None:
    found = faults(seen(calls(RECORDED), HERE), writable=[HERE], addresses=[Address("AF_INET", "127.0.0.1", 8443)])

    assert "Address(family='AF_INET6', host='::1', port=0) was turned to" in found
    assert "/etc/resolv.conf was read, as for a lookup" in found
    assert "/srv/other/left was written" in found
    assert "/usr/bin/python3 was started" in found
    assert not any("matter" in fault for fault in found)


def test_a_ring_is_a_way_around_and_noticed() -> None:
    one = seen(calls(["811 io_uring_setup(8, 0x7ffe) = 3<anon_inode:[io_uring]>"]), HERE)

    assert faults(one, writable=[]) == ["io_uring was asked for"]


def test_a_folder_may_be_made_without_all_that_is_below() -> None:
    lines = ['811 mkdir("/home/ann/.config", 0777) = 0', '811 mkdir("/home/ann/.config/other", 0777) = 0']
    one = seen(calls(lines), HERE)

    assert faults(one, writable=[], made=[Path("/home/ann/.config")]) == ["/home/ann/.config/other was written"]
    assert one.written == {PurePosixPath("/home/ann/.config"), PurePosixPath("/home/ann/.config/other")}
